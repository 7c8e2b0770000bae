namespace AdapterKit;

/// <summary>A model with declared keys for which others publish files.</summary>
public interface IPublishedModel : IMappedWeights
{
    /// <summary>How published files refer to the model.</summary>
    CheckpointNames Names { get; }
}
