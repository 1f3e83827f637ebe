/// What a dry run has to tell.
package enum PlanningEvent: Codable, Hashable, Sendable {
    /// Something that would take time was called.
    case call(PlannedCall)
    /// The same as before was called; calls are counted from 0 on.
    case again(Int)
    /// Something was assumed.
    case note(String)
}

extension [PlanningEvent] {
    /// Takes an event in; equal calls become one.
    package mutating func take(_ event: PlanningEvent) {
        guard case .again(let number) = event else { return append(event) }
        let calls = indices.filter { if case .call = self[$0] { true } else { false } }
        guard let place = calls.dropFirst(number).first, case .call(var call) = self[place] else { return }
        call.times += 1
        self[place] = .call(call)
    }
}
