internal import Compute
internal import CHDF5
internal import CPNG
internal import CJPEG
internal func probe2() -> Int { probe() + Int(H5_VERS_MAJOR) + Int(PNG_COLOR_TYPE_RGB) + Int(JPEG_LIB_VERSION) }
