import Foundation

/// The size of each number, without its sign.
public func abs(_ tensor: Tensor) -> Tensor { tensor.mapped { $0.magnitude } }

/// The square root of each number; NaN of a negative one.
public func sqrt(_ tensor: Tensor) -> Tensor { tensor.mapped { $0.squareRoot() } }

/// e to the power of each number.
public func exp(_ tensor: Tensor) -> Tensor { tensor.mapped { Foundation.exp($0) } }

/// The natural logarithm of each number; minus infinity of 0, NaN of a negative one.
public func log(_ tensor: Tensor) -> Tensor { tensor.mapped { Foundation.log($0) } }
