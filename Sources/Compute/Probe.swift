internal import COneDNN
internal import COpenBLAS
/// x
package func probe() -> Int { Int(cblas_isamax(0, nil, 0)) + Int(dnnl_version().pointee.major) }
