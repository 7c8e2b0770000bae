namespace AdapterKit.Training.Tests;

/// <summary>Torch has one random generator per process: trainings that run at the same time would disturb each other.</summary>
[CollectionDefinition(Name)]
public sealed class OneTrainingAtATime
{
    public const string Name = "one training at a time";
}
