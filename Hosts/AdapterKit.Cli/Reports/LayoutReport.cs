namespace AdapterKit.Cli.Reports;

/// <summary>A backbone's layers and sites, and what sits in each.</summary>
/// <param name="Backbone">The backbone.</param>
/// <param name="Hash">The hash of its weights.</param>
/// <param name="Parameters">Its parameters, all of them frozen.</param>
/// <param name="Layers">Its layers, from the input on.</param>
/// <param name="Heads">What sits behind the last layer.</param>
internal sealed record LayoutReport(
    string Backbone, string Hash, long Parameters, IReadOnlyList<LayerReport> Layers, IReadOnlyList<HeadReport> Heads);

/// <summary>A layer.</summary>
/// <param name="Index">Its place, counted from 0 at the input.</param>
/// <param name="Type">Its class.</param>
/// <param name="Parameters">Its own parameters.</param>
/// <param name="AdapterParameters">The parameters of all adapters and norms in it.</param>
/// <param name="Sites">Its sites.</param>
internal sealed record LayerReport(int Index, string Type, long Parameters, long AdapterParameters, IReadOnlyList<SiteReport> Sites);

/// <summary>A site.</summary>
/// <param name="Point">Its insertion point.</param>
/// <param name="Width">The width of the hidden states there.</param>
/// <param name="Norm">Where the sub-layer's norm stands: <c>Pre</c> or <c>Post</c>.</param>
/// <param name="Adapters">What sits in it, by task.</param>
internal sealed record SiteReport(string Point, int Width, string Norm, IReadOnlyList<AdapterReport> Adapters);

/// <summary>An adapter.</summary>
/// <param name="Task">Its task.</param>
/// <param name="Variant">How it computes.</param>
/// <param name="Placement">How it joins the residual path.</param>
/// <param name="Parameters">Its parameters, without the norm's.</param>
/// <param name="NormParameters">The parameters of the task's own copy of the norm.</param>
internal sealed record AdapterReport(string Task, string Variant, string Placement, long Parameters, long NormParameters);

/// <summary>A task's head.</summary>
/// <param name="Task">The task.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Parameters">The head's parameters.</param>
/// <param name="TaskParameters">The parameters of the whole task: adapters, norms and head.</param>
internal sealed record HeadReport(string Task, IReadOnlyList<string> Labels, long Parameters, long TaskParameters);
