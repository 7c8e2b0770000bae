using AdapterKit.Backbones;

namespace AdapterKit.Cli.Reports;

/// <summary>The layers and sites of a backbone, with the adapters at each.</summary>
/// <param name="Backbone">The id of the backbone.</param>
/// <param name="Hash">The hash of its weights.</param>
/// <param name="Parameters">The number of its parameters, all of them frozen.</param>
/// <param name="Layers">Its layers, from the input on.</param>
/// <param name="Heads">The heads after the last layer.</param>
/// <param name="Checkpoint">What became of each key of its published weights, if it comes from such a directory.</param>
internal sealed record LayoutReport(
    string Backbone,
    string Hash,
    long Parameters,
    IReadOnlyList<LayerReport> Layers,
    IReadOnlyList<HeadReport> Heads,
    CheckpointReport? Checkpoint = null);

/// <summary>What became of each key of published weights.</summary>
/// <param name="Loaded">The weight of the model that each key was loaded into.</param>
/// <param name="Ignored">The keys that the model does not need.</param>
/// <param name="Defaulted">The optional weights that the file lacks.</param>
internal sealed record CheckpointReport(
    IReadOnlyDictionary<string, string> Loaded, IReadOnlyList<string> Ignored, IReadOnlyList<string> Defaulted)
{
    /// <summary>Reads the report of a directory; <see langword="null"/> for a backbone that does not come from one.</summary>
    public static CheckpointReport? Read(string? directory, Backbone backbone)
    {
        if (directory is null || !HuggingFaceDirectory.Exists(directory))
            return null;

        var coverage = HuggingFaceDirectory.Check(directory, (backbone as PretrainedBackbone)?.ModelType);
        return new CheckpointReport(
            coverage.Loaded.ToDictionary(entry => entry.Key, entry => entry.Name), coverage.Ignored, coverage.Defaulted);
    }
}

/// <summary>A layer.</summary>
/// <param name="Index">Its index, counted from 0 at the input.</param>
/// <param name="Type">Its class.</param>
/// <param name="Parameters">The number of its own parameters.</param>
/// <param name="AdapterParameters">The number of parameters of all adapters and norms in it.</param>
/// <param name="Sites">Its sites.</param>
/// <param name="Products">The products of its sub-layers.</param>
/// <param name="Memories">The attentions of its sub-layers.</param>
internal sealed record LayerReport(
    int Index,
    string Type,
    long Parameters,
    long AdapterParameters,
    IReadOnlyList<SiteReport> Sites,
    IReadOnlyList<ProductReport> Products,
    IReadOnlyList<MemoryReport> Memories);

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

/// <summary>A part of a product <c>W x + b</c> of a sub-layer.</summary>
/// <param name="Name">Its name, such as <c>attention.q</c>.</param>
/// <param name="Inputs">The width of its input.</param>
/// <param name="Outputs">The width of its output.</param>
/// <param name="Adapters">The adapters that change it, by task.</param>
internal sealed record ProductReport(string Name, long Inputs, long Outputs, IReadOnlyList<InnerAdapterReport> Adapters);

/// <summary>The keys and values of an attention.</summary>
/// <param name="Name">Its sub-layer and <c>memory</c>.</param>
/// <param name="Width">The width of the keys of all heads together.</param>
/// <param name="Adapters">The adapters that add to them, by task.</param>
internal sealed record MemoryReport(string Name, long Width, IReadOnlyList<InnerAdapterReport> Adapters);

/// <summary>An adapter within a sub-layer.</summary>
/// <param name="Task">Its task.</param>
/// <param name="Variant">Its variant.</param>
/// <param name="Parameters">The number of its parameters.</param>
internal sealed record InnerAdapterReport(string Task, string Variant, long Parameters);

/// <summary>The head of a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Parameters">The number of parameters of the head.</param>
/// <param name="TaskParameters">The number of parameters of the whole task: adapters, norms and head.</param>
internal sealed record HeadReport(string Task, IReadOnlyList<string> Labels, long Parameters, long TaskParameters);
