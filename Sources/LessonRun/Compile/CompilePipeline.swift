import Foundation
import LessonFormat
import Synchronization

/// What came of compiling a cell.
struct CompiledCell: Sendable {
    /// The path of the library; nil if the cell did not compile, or is not to run because it did.
    let library: String?
    /// The compiler's messages.
    let diagnostics: [CompilerDiagnostic]
    /// Whether the compiler and the linker took the cell.
    let succeeded: Bool
    /// Wall seconds spent on this cell.
    let seconds: Double
}

/// Compiles a lesson's cells in order, ahead of the cells that run: while one is linked the next is compiled and
/// the one after it parsed.
final class CompilePipeline: Sendable {
    private let units: [CellUnit]
    private let compiler: CellCompiler
    private let cache: CellCache
    private let purpose: CellCompiler.Purpose
    private let isCancelled = Atomic(false)
    private let parsed: [Promise<Result<CellShape?, RunError>>]
    private let compiled: [Promise<Result<Compilation?, RunError>>]
    private let linked: [Promise<Result<CompiledCell, RunError>>]

    private struct Compilation: Sendable {
        var diagnostics: [CompilerDiagnostic]
        var succeeded: Bool
        var isCached: Bool
        var seconds: Double
    }

    init(units: [CellUnit], compiler: CellCompiler, cache: CellCache, purpose: CellCompiler.Purpose = .running) {
        self.units = units
        self.compiler = compiler
        self.cache = cache
        self.purpose = purpose
        parsed = units.map { _ in Promise() }
        compiled = units.map { _ in Promise() }
        linked = units.map { _ in Promise() }
    }

    /// Starts the work.
    func start() {
        Thread.detachNewThread { self.parseAll() }
        Thread.detachNewThread { self.compileAll() }
        Thread.detachNewThread { self.linkAll() }
    }

    /// Stops the steps under way and waits until they have, so that the run's directory can be removed.
    func finish() {
        isCancelled.store(true, ordering: .relaxed)
        compiler.tools.stop()
        for promise in parsed { _ = promise.value }
        for promise in linked { _ = promise.value }
    }

    /// Waits until the unit is compiled or refused; nil if `isOver` ends the waiting before.
    func result(of unit: CellUnit, unless isOver: () -> Bool) throws(RunError) -> CompiledCell? {
        try linked[unit.index].value(unless: isOver)?.get()
    }

    private func parseAll() {
        for (index, unit) in units.enumerated() {
            let isKnown = cache.contains(unit) || purpose == .checking && cache.checked.contains(unit)
            if isCancelled.load(ordering: .relaxed) || isKnown {
                parsed[index].fulfil(.success(nil))
            } else {
                parsed[index].fulfil(Result { () throws(RunError) in try compiler.shape(of: unit) })
            }
        }
    }

    private func compileAll() {
        var canGoOn = purpose == .running
        var lost = LostNames()
        for (index, unit) in units.enumerated() {
            guard !isCancelled.load(ordering: .relaxed) else {
                compiled[index].fulfil(.success(nil))
                continue
            }
            guard canGoOn else {
                // It will not run, but its author learns of its errors now.
                compiled[index].fulfil(
                    Result { () throws(RunError) in
                        try settled(check(unit, parsed: parsed[index]), unit, &lost)
                    })
                continue
            }
            let result = Result { () throws(RunError) in
                try settled(compile(unit, parsed: parsed[index]), unit, &lost)
            }
            // A cell that is not to compile is one that nothing builds on.
            canGoOn = (try? result.get()).map { $0.succeeded != unit.mustNotCompile } ?? false
            compiled[index].fulfil(result.map { $0 })
        }
    }

    private func compile(_ unit: CellUnit, parsed: Promise<Result<CellShape?, RunError>>) throws(RunError)
        -> Compilation
    {
        let start = ContinuousClock.now
        if cache.contains(unit), let verdict = cache.fetch(unit, for: compiler) {
            return Compilation(
                diagnostics: verdict.diagnostics, succeeded: verdict.succeeded, isCached: true,
                seconds: start.secondsUntilNow)
        }
        // What the cache promised but did not hold was not parsed ahead.
        let shape = if let shape = try parsed.value.get() { shape } else { try compiler.shape(of: unit) }
        let (diagnostics, succeeded) = try compiler.compile(unit, shape: shape)
        if !succeeded {
            try throwTrouble(in: diagnostics)
            if unit.mustNotCompile {
                cache.storeRefusal(of: unit, diagnostics: diagnostics)
            } else {
                _ = try compiler.compile(unit, shape: shape, for: .checking)
            }
        }
        return Compilation(
            diagnostics: diagnostics, succeeded: succeeded, isCached: false, seconds: start.secondsUntilNow)
    }

    /// Looks for errors in a unit that will not run.
    private func check(_ unit: CellUnit, parsed: Promise<Result<CellShape?, RunError>>) throws(RunError) -> Compilation
    {
        let start = ContinuousClock.now
        for cache in [cache, cache.checked] where cache.contains(unit) {
            if let verdict = cache.fetch(unit, for: compiler) {
                return Compilation(
                    diagnostics: verdict.diagnostics, succeeded: false, isCached: true, seconds: start.secondsUntilNow)
            }
        }
        let shape = if let shape = try parsed.value.get() { shape } else { try compiler.shape(of: unit) }
        let (diagnostics, succeeded) = try compiler.compile(unit, shape: shape, for: .checking)
        if succeeded {
            cache.checked.store(unit, diagnostics: diagnostics, from: compiler)
        } else {
            try throwTrouble(in: diagnostics)
            cache.checked.storeRefusal(of: unit, diagnostics: diagnostics)
        }
        return Compilation(
            diagnostics: diagnostics, succeeded: false, isCached: false, seconds: start.secondsUntilNow)
    }

    /// Leaves out errors that come of errors in earlier cells.
    private func settled(
        _ compilation: Compilation, _ unit: CellUnit, _ lost: inout LostNames
    ) throws(RunError) -> Compilation {
        let isRefused = compilation.diagnostics.contains { $0.severity == .error }
        // Nothing builds on a cell that is to be refused, and what its author meant is an error.
        guard isRefused || !lost.isEmpty, !unit.mustNotCompile else { return compilation }
        var compilation = compilation
        let shape = if let shape = try parsed[unit.index].value.get() { shape } else { try compiler.shape(of: unit) }
        compilation.diagnostics = lost.settle(
            compilation.diagnostics, of: unit, statements: unit.statements(shape))
        return compilation
    }

    private func throwTrouble(in diagnostics: [CompilerDiagnostic]) throws(RunError) {
        if let error = CompilerTrouble.error(in: diagnostics, directory: compiler.directory) { throw error }
    }

    private func linkAll() {
        for (index, unit) in units.enumerated() {
            linked[index].fulfil(compiled[index].value.flatMap { compilation in link(unit, compilation) })
        }
    }

    private func link(_ unit: CellUnit, _ compilation: Compilation?) -> Result<CompiledCell, RunError> {
        guard let compilation, compilation.succeeded, !unit.mustNotCompile else {
            return .success(
                CompiledCell(
                    library: nil, diagnostics: compilation?.diagnostics ?? [],
                    succeeded: compilation?.succeeded == true, seconds: compilation?.seconds ?? 0))
        }
        let library = compiler.libraryPath(unit)
        if compilation.isCached {
            return .success(
                CompiledCell(
                    library: library, diagnostics: compilation.diagnostics, succeeded: true,
                    seconds: compilation.seconds))
        }
        let start = ContinuousClock.now
        return Result { () throws(RunError) in
            let problems = try compiler.link(unit)
            try throwTrouble(in: problems)
            if problems.isEmpty { cache.store(unit, diagnostics: compilation.diagnostics, from: compiler) }
            return CompiledCell(
                library: problems.isEmpty ? library : nil, diagnostics: compilation.diagnostics + problems,
                succeeded: problems.isEmpty, seconds: compilation.seconds + start.secondsUntilNow)
        }
    }
}

extension ContinuousClock.Instant {
    /// Wall seconds since this instant.
    var secondsUntilNow: Double {
        let parts = duration(to: .now).components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
}
