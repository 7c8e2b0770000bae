namespace AdapterKit;

/// <summary>A task to merge, with its weight.</summary>
/// <param name="Task">The task; borrowed.</param>
/// <param name="Weight">The weight <c>w</c>; a negative one subtracts what the adapter does.</param>
public readonly record struct WeightedTask(TaskAdapter Task, double Weight = 1);
