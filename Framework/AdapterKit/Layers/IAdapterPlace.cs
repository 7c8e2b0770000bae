namespace AdapterKit;

/// <summary>A place in a layer where a task may have an adapter.</summary>
public interface IAdapterPlace
{
    /// <summary>The layer, counted from 0 at the input.</summary>
    int Layer { get; }

    /// <summary>The name that declarations use, such as <c>attention</c> or <c>attention.q</c>.</summary>
    string Name { get; }

    /// <summary>What an adapter does there.</summary>
    PlaceKind Kind { get; }
}
