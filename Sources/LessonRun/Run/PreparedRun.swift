public import LessonFormat

/// A lesson whose cells are being compiled, ready to run.
///
/// The compiler works on its own threads; `finish` stops it and removes its files.
public final class PreparedRun {
    /// The lesson, its parameters set.
    public let lesson: Lesson
    let settings: RunSettings
    let plan: RunPlan
    let pipeline: CompilePipeline
    let workspace: Workspace
    private let modules: ModuleCache.Lock

    init(
        lesson: Lesson, settings: RunSettings, plan: RunPlan, pipeline: CompilePipeline, workspace: Workspace,
        modules: ModuleCache.Lock
    ) {
        self.lesson = lesson
        self.settings = settings
        self.plan = plan
        self.pipeline = pipeline
        self.workspace = workspace
        self.modules = modules
    }

    /// Stops what is under way and removes the files; what was compiled to its end stays in the cache.
    public func finish() {
        pipeline.finish()
        workspace.remove()
    }
}
