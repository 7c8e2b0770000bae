namespace AdapterKit.Cli.Reports;

/// <summary>What a task that mixes others listens to, on the average over texts.</summary>
/// <param name="Task">The task.</param>
/// <param name="Texts">How many texts were read.</param>
/// <param name="Members">What it mixes, in the order of the weights.</param>
/// <param name="Sites">The sites where something is mixed, from the input on.</param>
/// <param name="Plots">The pictures that were drawn.</param>
internal sealed record FusionReport(
    string Task, int Texts, IReadOnlyList<string> Members, IReadOnlyList<FusionSite> Sites, IReadOnlyList<string>? Plots = null);

/// <summary>The mean weights at one site.</summary>
/// <param name="Layer">The layer, counted from 0 at the input.</param>
/// <param name="Point">The insertion point.</param>
/// <param name="Weights">One for each member, over all tokens of all texts; absent where a member has no adapter.</param>
internal sealed record FusionSite(int Layer, string Point, IReadOnlyList<double?> Weights);
