internal import LessonRun
internal import Figures
func probe6(_ r: RunRecord) {}
