import LessonFormat
import Testing

@testable import LessonRun

@Suite("What a cell declares, and what it uses of earlier cells, is read off the parse tree")
struct DeclaredNamesTests {
    private func names(_ code: String) throws -> DeclaredNames {
        let runner = try LessonRunner(executable: Lab.executable, interrupt: Interrupt(), cacheDirectory: Lab.cache)
        let workspace = try Workspace()
        defer { workspace.remove() }
        let compiler = runner.compiler(for: try Lesson.parse("# T\n", file: "t.md"), in: workspace)
        return DeclaredNames(parseTree: try compiler.parseTree(of: code, named: "names").tree)
    }

    @Test("All names of lists and patterns are declared, those inside of blocks are not")
    func declared() throws {
        let names = try names(
            """
            let a = 1, b = 2
            var (c, (d, _)) = (1, (2, 3))
            guard let e = Optional(5) else { fatalError() }
            if let inner = Optional(6) { let deeper = inner; print(deeper) }
            for number in 0..<3 { print(number) }
            func f(_ parameter: Int) -> Int { let local = parameter; return local }
            struct S { var member = 1 }
            extension String { var extra: Int { 1 } }
            typealias Name = String
            """)
        #expect(names.declared == ["a", "b", "c", "d", "e", "f", "S", "Name"])
    }

    @Test("Names in interpolations, operands and closures are used; members, labels and the cell's own are not")
    func used() throws {
        let names = try names(
            #"""
            let own = 1
            print("loss \(loss) of \(own) \("deep \(deep)")", terminator: end)
            print(model.layers[index].name, "text (word) // \\(no)")  // comment
            let doubled = values.map { value in value * factor }
            if let best { print(best) } else { print(other) }
            guard let model = model else { fatalError() }
            func f(x: Int = start) -> Int { x + later + offset }
            let later = 1
            struct S { var count = 0; func next() -> Int { count + step } }
            switch state { case .some(let s) where s > limit: print(s) default: break }
            """#)
        #expect(
            names.used.subtracting(["print", "fatalError", "*", "+", ">"]) == [
                "loss", "deep", "end", "model", "index", "values", "factor", "best", "other", "start", "offset", "step",
                "state", "limit",
            ])
    }

    @Test("A name that is declared anew from itself is both; one that a closure or block declares is its own")
    func shadowed() throws {
        let names = try names(
            """
            let units = units * 2
            let total = rows.reduce(0) { sum, row in sum + row }
            do { let model = 1; print(model) }
            """)
        #expect(names.declared == ["units", "total"])
        #expect(names.used.isSuperset(of: ["units", "rows"]))
        #expect(names.used.isDisjoint(with: ["sum", "row", "model"]))
    }

    @Test("Of code that does not parse what comes before is known")
    func broken() throws {
        #expect(try names("let wide = f(1\nlet next = ]").declared.contains("wide"))
    }
}
