// Weights and dropout come from the random generator of the process: two trainings at once would affect each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
