namespace AdapterKit.Interchange;

/// <summary>What a published adapter is, and which places of a backbone it covers.</summary>
/// <param name="Format">The library that wrote it: <c>PEFT</c> or <c>AdapterHub</c>.</param>
/// <param name="Name">The name of the adapter or fusion.</param>
/// <param name="Places">The places, by insertion point or part of a product.</param>
/// <param name="Members">The members of a fusion; none for an adapter.</param>
/// <param name="Keys">The number of keys of adapters, all of which are used.</param>
/// <param name="Ignored">The keys of other adapters, which the library wrote along.</param>
/// <param name="Head">The head, or why it cannot be imported; <see langword="null"/> if there is none.</param>
public sealed record FolderReport(
    string Format,
    string Name,
    IReadOnlyList<PlaceCoverage> Places,
    IReadOnlyList<string> Members,
    int Keys,
    IReadOnlyList<string> Ignored,
    string? Head);

/// <summary>The adapters at one insertion point or part of a product.</summary>
/// <param name="Point">Its name, such as <c>attention.q</c>.</param>
/// <param name="Variant">The adapter variant.</param>
/// <param name="Settings">The settings that count, such as <c>r 8, s 2</c>.</param>
/// <param name="Layers">The number of layers with such an adapter.</param>
/// <param name="Of">The number of layers with such a place.</param>
public sealed record PlaceCoverage(string Point, string Variant, string Settings, int Layers, int Of);
