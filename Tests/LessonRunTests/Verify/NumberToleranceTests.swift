import Testing

@testable import LessonRun

@Suite("Two numbers are the same result, or not")
struct NumberToleranceTests {
    private func admits(_ first: String, _ second: String, _ tolerance: Double? = nil) throws -> Bool {
        func number(_ text: String) throws -> PrintedNumber {
            var place = 0
            let scalars = Array(text.unicodeScalars)
            let number = try #require(PrintedNumber(scalars, at: &place))
            #expect(place == scalars.count)
            return number
        }
        return NumberTolerance(tolerance).admits(try number(first), try number(second))
    }

    @Test("A tolerance is the largest absolute difference", arguments: [(0.95, 0.94), (0.94, 0.95), (-1.0, -1.01)])
    func absolute(first: Double, second: Double) {
        #expect(NumberTolerance(0.01).admits(first, second))
        #expect(!NumberTolerance(0.0099).admits(first, second))
    }

    @Test("A tolerance holds for whole numbers too; that of 0 asks for equal numbers")
    func edges() {
        #expect(NumberTolerance(2).admits(7, 9))
        #expect(!NumberTolerance(1.9).admits(7, 9))
        #expect(NumberTolerance(0).admits(0.1, 0.1))
        #expect(!NumberTolerance(0).admits(0.1, 0.1.nextUp))
        #expect(!NumberTolerance(1).admits(20_000.5, 20_002))
    }

    @Test("Without one, a ten-thousandth is admitted, and of whole numbers nothing")
    func standard() {
        let standard = NumberTolerance()
        #expect(standard.admits(0.5, 0.500049))
        #expect(!standard.admits(0.5, 0.500051))
        #expect(standard.admits(-123.4, -123.41))
        #expect(!standard.admits(123.4, -123.4))
        #expect(!standard.admits(100_000, 100_001))
        #expect(standard.admits(1e-9, 9e-9))
        #expect(!standard.admits(1e-7, 2e-7))
    }

    @Test("NaN equals NaN and an infinity itself, whatever the tolerance", arguments: [nil, 0, 0.5])
    func notFinite(tolerance: Double?) {
        let tolerance = NumberTolerance(tolerance)
        #expect(tolerance.admits(.nan, -.nan))
        #expect(tolerance.admits(.infinity, .infinity))
        #expect(!tolerance.admits(.infinity, -.infinity))
        #expect(!tolerance.admits(.nan, 1))
        #expect(!tolerance.admits(.infinity, 1e300))
    }

    @Test("Of a printed number the last of four decimals or more may have been rounded to the other side")
    func rounding() throws {
        #expect(try admits("0.0123", "0.0124"))
        #expect(try !admits("0.0123", "0.0125"))
        #expect(try !admits("0.0001", "0.0002"))
        #expect(try !admits("0.94", "0.95"))
        #expect(try !admits("0.0123", "0.0124", 0.00005))
    }

    @Test("Printed whole numbers are equal in every digit")
    func whole() throws {
        #expect(try admits("1,234", "1234"))
        #expect(try admits("+5", "5"))
        #expect(try !admits("9007199254740993", "9007199254740992"))
        #expect(try !admits("123456", "123457"))
        #expect(try admits("123456", "123457", 1))
        #expect(try admits("-nan", "NaN"))
        #expect(try admits("−∞", "-inf"))
        #expect(try admits("1.5e-3", "0.0015"))
    }
}
