namespace AdapterKit;

/// <summary>
/// A sub-layer whose products <c>W x + b</c> adapters may change. It computes each with <see cref="AdapterPass.Project"/>.
/// </summary>
public interface IProjected
{
    /// <summary>The products, in the order of their numbers.</summary>
    IReadOnlyList<Projection> Projections { get; }

    /// <summary>The number of the first product in the stack; set when the layer joins a stack.</summary>
    int FirstProjection { get; set; }
}

/// <summary>A product <c>W x + b</c> of a sub-layer.</summary>
/// <param name="Linear"><c>W</c>, <c>[outputs, inputs]</c>, and <c>b</c>.</param>
/// <param name="Parts">Its named parts, each a place for an adapter of its own.</param>
public sealed record Projection(Linear Linear, params IReadOnlyList<ProjectionPart> Parts);

/// <summary>A range of the outputs of a product.</summary>
/// <param name="Name">The name, unique in its sub-layer, such as <c>q</c>.</param>
/// <param name="FirstRow">The first row of <c>W</c>.</param>
/// <param name="Rows">The number of rows.</param>
public sealed record ProjectionPart(string Name, long FirstRow, long Rows)
{
    /// <summary>Whether the part consists of other parts; a task has an adapter at it only if it names it.</summary>
    public bool IsJoint { get; init; }

    /// <summary>Whether two parts have outputs in common.</summary>
    internal bool Overlaps(ProjectionPart other) => FirstRow < other.FirstRow + other.Rows && other.FirstRow < FirstRow + Rows;
}
