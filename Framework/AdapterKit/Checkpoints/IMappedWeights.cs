namespace AdapterKit;

/// <summary>A module that knows the keys of its weights in published checkpoints.</summary>
/// <remarks>The compiler implements it for classes with <see cref="WeightAttribute"/> fields.</remarks>
public interface IMappedWeights
{
    /// <summary>Adds every weight of the module to a map.</summary>
    /// <param name="map">The map; its keys are relative to the module.</param>
    void MapWeights(WeightMap map);
}
