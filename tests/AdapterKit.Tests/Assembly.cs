// Torch has one random generator a process: tests at the same time would draw from each other's chance, and a seed would mean nothing.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
