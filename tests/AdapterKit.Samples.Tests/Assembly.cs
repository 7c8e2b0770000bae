// Weights come from the random generator of the process: two tests at once would affect each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
