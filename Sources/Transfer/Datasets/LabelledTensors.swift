/// Samples and what a model should say of them, both with as many entries in their first dimension.
public typealias LabelledTensors = (x: Tensor, y: Tensor)
