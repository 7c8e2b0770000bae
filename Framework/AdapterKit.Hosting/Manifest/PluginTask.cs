namespace AdapterKit.Hosting;

/// <summary>A task in <c>plugin.json</c>.</summary>
/// <param name="Id">The task's id.</param>
/// <param name="Backbone">The id of the backbone that the task is declared for.</param>
/// <param name="BackboneHash">The <c>sha256:…</c> of the backbone that its bundle was trained on; absent without a bundle.</param>
/// <param name="Bundle">The bundle's directory inside the plugin; absent if the task is not trained yet.</param>
public sealed record PluginTask(string Id, string Backbone, string? BackboneHash = null, string? Bundle = null);
