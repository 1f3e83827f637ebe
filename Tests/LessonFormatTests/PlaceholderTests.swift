import Testing

@Suite("placeholder") struct Placeholder {
    @Test func nothing() {}
}
