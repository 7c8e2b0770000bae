namespace AdapterKit.Hosting;

/// <summary>What a task of a plugin needs to run on a backbone: trained weights, made for exactly this backbone.</summary>
internal static class BundleRequirements
{
    /// <exception cref="PluginRefusedException">The task has no bundle, or is for another backbone or other weights.</exception>
    public static void Require(PluginManifest manifest, PluginTask task, Backbone backbone)
    {
        if (task.Backbone != backbone.Id)
        {
            throw new PluginRefusedException(
                PluginState.BackboneMismatch,
                $"Task '{task.Id}' of plugin '{manifest.Id}' is for the backbone '{task.Backbone}', "
                + $"but this host runs '{backbone.Id}'. Use a host with that backbone.");
        }

        if (task.Bundle is null)
        {
            throw new PluginRefusedException(
                PluginState.BundleMissing,
                $"Task '{task.Id}' of plugin '{manifest.Id}' has no trained weights. "
                + $"Train it, put the bundle into the plugin's project as the directory '{task.Id}', and build the plugin again.");
        }

        if (task.BackboneHash != backbone.Hash)
        {
            throw new PluginRefusedException(
                PluginState.BackboneMismatch,
                $"Task '{task.Id}' of plugin '{manifest.Id}' was trained on weights {task.BackboneHash} of '{backbone.Id}', "
                + $"but this host has {backbone.Hash}. Train it again on these weights.");
        }
    }
}
