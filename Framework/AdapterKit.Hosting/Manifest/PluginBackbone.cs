namespace AdapterKit.Hosting;

/// <summary>A backbone in <c>plugin.json</c>.</summary>
/// <param name="Id">The backbone's id.</param>
/// <param name="ModelType">
/// The <c>model_type</c> of a model whose files are as Hugging Face publishes them; absent for a backbone that loads itself.
/// </param>
public sealed record PluginBackbone(string Id, string? ModelType = null);
