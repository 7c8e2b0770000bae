namespace AdapterKit.Training.Tests;

/// <summary>Torch has one random generator a process: trainings at the same time would draw from each other's chance.</summary>
[CollectionDefinition(Name)]
public sealed class OneTrainingAtATime
{
    public const string Name = "one training at a time";
}
