extension LossFunction {
    /// The mean of (y − t)², under Keras' short name.
    public static var mse: LossFunction { .meanSquaredError }

    /// The mean of |y − t|, under Keras' short name.
    public static var mae: LossFunction { .meanAbsoluteError }
}
