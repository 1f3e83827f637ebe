internal import Compute
internal import CHDF5
internal func probe2() -> Int { probe() + Int(H5_VERS_MAJOR) }
