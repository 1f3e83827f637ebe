internal import CKernel
internal import Transfer
func probe5() { lesson_kernel_probe() }
