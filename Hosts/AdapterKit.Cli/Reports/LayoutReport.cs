namespace AdapterKit.Cli.Reports;

/// <summary>The layers and sites of a backbone, with the adapters at each.</summary>
/// <param name="Backbone">The id of the backbone.</param>
/// <param name="Hash">The hash of its weights.</param>
/// <param name="Parameters">The number of its parameters, all of them frozen.</param>
/// <param name="Layers">Its layers, from the input on.</param>
/// <param name="Heads">The heads after the last layer.</param>
internal sealed record LayoutReport(
    string Backbone, string Hash, long Parameters, IReadOnlyList<LayerReport> Layers, IReadOnlyList<HeadReport> Heads);

/// <summary>A layer.</summary>
/// <param name="Index">Its index, counted from 0 at the input.</param>
/// <param name="Type">Its class.</param>
/// <param name="Parameters">The number of its own parameters.</param>
/// <param name="AdapterParameters">The number of parameters of all adapters and norms in it.</param>
/// <param name="Sites">Its sites.</param>
internal sealed record LayerReport(int Index, string Type, long Parameters, long AdapterParameters, IReadOnlyList<SiteReport> Sites);

/// <summary>A site.</summary>
/// <param name="Point">Its insertion point.</param>
/// <param name="Width">The width of the hidden states there.</param>
/// <param name="Norm">The position of the sub-layer's norm: <c>Pre</c> or <c>Post</c>.</param>
/// <param name="Adapters">The adapters at the site, by task.</param>
internal sealed record SiteReport(string Point, int Width, string Norm, IReadOnlyList<AdapterReport> Adapters);

/// <summary>An adapter.</summary>
/// <param name="Task">Its task.</param>
/// <param name="Variant">Its variant.</param>
/// <param name="Placement">Its place in the residual path.</param>
/// <param name="Parameters">The number of its parameters, without those of the norm.</param>
/// <param name="NormParameters">The number of parameters of the task's own copy of the norm.</param>
internal sealed record AdapterReport(string Task, string Variant, string Placement, long Parameters, long NormParameters);

/// <summary>The head of a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Parameters">The number of parameters of the head.</param>
/// <param name="TaskParameters">The number of parameters of the whole task: adapters, norms and head.</param>
internal sealed record HeadReport(string Task, IReadOnlyList<string> Labels, long Parameters, long TaskParameters);
