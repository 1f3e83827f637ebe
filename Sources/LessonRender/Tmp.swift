import LessonRun
