namespace AdapterKit;

/// <summary>The geometry of a model, as its <c>config.json</c> says it.</summary>
/// <remarks>The compiler implements it for records with <see cref="ConfigKeyAttribute"/> properties.</remarks>
/// <typeparam name="TSelf">The record.</typeparam>
public interface IModelConfig<TSelf>
    where TSelf : IModelConfig<TSelf>
{
    /// <summary>Reads the geometry.</summary>
    /// <param name="config">The file.</param>
    /// <exception cref="CheckpointException">A value has another type, or is not supported.</exception>
    static abstract TSelf Read(ConfigReader config);
}
