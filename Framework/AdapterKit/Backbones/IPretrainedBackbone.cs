namespace AdapterKit;

/// <summary>A declared model that can be created from published files.</summary>
/// <remarks>The compiler implements it for <see cref="BackboneModelAttribute"/> classes.</remarks>
/// <typeparam name="TSelf">The model.</typeparam>
public interface IPretrainedBackbone<TSelf> : IPublishedModel
    where TSelf : PretrainedBackbone, IPretrainedBackbone<TSelf>
{
    /// <summary>The <c>model_type</c> of its <c>config.json</c>.</summary>
    static abstract string ModelType { get; }

    /// <summary>What precedes its keys in checkpoints with a head.</summary>
    static abstract string Prefix { get; }

    /// <summary>Keys that it does not need, with <c>*</c> for any characters.</summary>
    static abstract IReadOnlyList<string> IgnoredKeys { get; }

    CheckpointNames IPublishedModel.Names => new(TSelf.ModelType, TSelf.Prefix);

    /// <summary>Creates a model with random weights.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="identity">What the model is besides its geometry and its weights.</param>
    /// <exception cref="CheckpointException">The configuration has a value that the model does not support.</exception>
    static abstract TSelf Create(ConfigReader config, PretrainedIdentity identity);
}
