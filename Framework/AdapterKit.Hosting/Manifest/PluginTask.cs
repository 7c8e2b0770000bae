namespace AdapterKit.Hosting;

/// <summary>A task in <c>plugin.json</c>.</summary>
/// <param name="Id">The task's name.</param>
/// <param name="Backbone">The id of the backbone it is declared for.</param>
/// <param name="BackboneHash"><c>sha256:…</c> of the backbone its bundle was trained on; absent without a bundle.</param>
/// <param name="Bundle">The bundle's folder in the plugin; absent where the task is not trained yet.</param>
public sealed record PluginTask(string Id, string Backbone, string? BackboneHash = null, string? Bundle = null);
