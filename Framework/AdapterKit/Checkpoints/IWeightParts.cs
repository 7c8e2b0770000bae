namespace AdapterKit;

/// <summary>A sub-layer whose weights have keys part by part, although some of them are stored in one matrix.</summary>
/// <remarks>The class names its parts with <see cref="WeightPartsAttribute"/>, so that the compiler can check references to them.</remarks>
public interface IWeightParts
{
    /// <summary>Returns a part.</summary>
    /// <param name="name">The name of the part.</param>
    /// <exception cref="ArgumentException">The sub-layer has no part of this name.</exception>
    WeightPart GetPart(string name);
}

/// <summary>A range of rows of a projection.</summary>
/// <param name="Projection">The projection, <c>[rows, input width]</c>.</param>
/// <param name="FirstRow">The first row.</param>
/// <param name="Rows">The number of rows.</param>
public readonly record struct WeightPart(Linear Projection, long FirstRow, long Rows);
