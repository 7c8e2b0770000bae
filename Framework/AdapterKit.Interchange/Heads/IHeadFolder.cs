namespace AdapterKit.Interchange;

/// <summary>The head in a folder.</summary>
internal interface IHeadFolder : IDisposable
{
    /// <summary>Describes the head.</summary>
    /// <param name="checkpoint">The checkpoint of the backbone, if it is at hand.</param>
    /// <exception cref="InterchangeException">There is no task with such a head.</exception>
    /// <returns>The head; null if the folder has none.</returns>
    HeadSource? Read(CheckpointSource? checkpoint);

    /// <summary>The file of its weights; null if they stand among those of the adapters.</summary>
    WeightFile? Weights { get; }

    /// <summary>Leaves the head out of account.</summary>
    void Ignore();

    /// <summary>Changes the layers that came from the backbone's checkpoint, where the folder has adapters for them.</summary>
    void Adapt(TaskHead head, HeadSource source);
}
