// Weights and dropout follow from libtorch's one random generator: two trainings at once would disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
