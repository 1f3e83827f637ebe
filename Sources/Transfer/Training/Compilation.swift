/// What `compile` sets.
struct Compilation {}
