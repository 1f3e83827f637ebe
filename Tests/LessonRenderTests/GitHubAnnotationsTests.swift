import LessonRender
import LessonRun
import Testing

@Suite("GitHub shows failures beside the lesson's lines")
struct GitHubAnnotationsTests {
    @Test("Every failure and warning is a command, errors first") func commands() throws {
        let result = LessonResult(try SampleRecord.everything(), lesson: "lessons/a.md", outputs: "a", exit: 1)
        let lines = GitHubAnnotations.lines([result])
        #expect(
            lines == [
                "::error file=lessons/a.md,line=11,endLine=11,col=14,title=compile error in cell wrong::cannot convert "
                    + "value of type 'String' to specified type 'Int'%0Alet b: Int = \"a\"%0A             ^~~",
                "::error file=lessons/a.md,line=10,title=thrown error in cell thrown::no such file 'x.h5'; check the path",
                "::error file=lessons/a.md,line=10,title=trap in cell trapped::Index out of range%0Ahelp: count from 0",
                "::error file=lessons/a.md,line=10,title=exit in cell exited::exit(3)",
                "::error file=lessons/a.md,line=10,title=time limit in cell slow::stopped after 120 s",
                "::error file=lessons/a.md,line=10,title=interrupted in cell stopped::interrupted",
                "::warning file=lessons/a.md,line=10,endLine=10,col=5,title=warning in cell warned::initialization of "
                    + "immutable value 'a' was never used%0Alet a = 1%0A    ^",
            ])
    }

    @Test("What would end a value or a command is escaped") func escaping() {
        let result = LessonResult(
            lesson: "a,b:c%.md", outputs: "a", exit: 2,
            problems: [LessonResult.Problem(line: 2, message: "50% done\r\n::error::a,b:c")])
        #expect(
            GitHubAnnotations.lines([result]) == [
                "::error file=a%2Cb%3Ac%25.md,line=2,title=lesson::50%25 done%0A::error::a,b:c"
            ])
    }
}
