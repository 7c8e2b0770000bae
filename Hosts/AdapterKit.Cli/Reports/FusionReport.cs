namespace AdapterKit.Cli.Reports;

/// <summary>The mean attention weights of a fused task over texts.</summary>
/// <param name="Task">The task.</param>
/// <param name="Texts">The number of texts.</param>
/// <param name="Members">The members of the fusion, in the order of the weights.</param>
/// <param name="Sites">The sites with a fusion, from the input on.</param>
/// <param name="Plots">The paths of the heat maps.</param>
internal sealed record FusionReport(
    string Task, int Texts, IReadOnlyList<string> Members, IReadOnlyList<FusionSite> Sites, IReadOnlyList<string>? Plots = null);

/// <summary>The mean attention weights at one site.</summary>
/// <param name="Layer">The layer, counted from 0 at the input.</param>
/// <param name="Point">The insertion point.</param>
/// <param name="Weights">One for each member, over all tokens of all texts; absent for a member without an adapter here.</param>
internal sealed record FusionSite(int Layer, string Point, IReadOnlyList<double?> Weights);
