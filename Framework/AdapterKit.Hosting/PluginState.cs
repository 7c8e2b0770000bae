namespace AdapterKit.Hosting;

/// <summary>Where a plugin stands: on its way, at work, or why it was refused.</summary>
public enum PluginState
{
    /// <summary>Found and valid; nothing of it was executed.</summary>
    Found,

    /// <summary>Loaded, tested and ready.</summary>
    Active,

    /// <summary>Was active and was let go.</summary>
    Unloaded,

    /// <summary>There is no <c>plugin.json</c>, or it cannot be read.</summary>
    ManifestInvalid,

    /// <summary>The host takes listed plugins only, and this one is not on the list.</summary>
    NotAllowed,

    /// <summary>It was compiled against a contract version that this host does not serve.</summary>
    ContractIncompatible,

    /// <summary>It was compiled against another TorchSharp version than the host's.</summary>
    TorchSharpIncompatible,

    /// <summary>A path is a link, or leads out of the plugin's folder.</summary>
    PathUnsafe,

    /// <summary>A file is missing, or its content is not what <c>plugin.json</c> says.</summary>
    FileAltered,

    /// <summary>The folder holds a file that <c>plugin.json</c> does not list.</summary>
    FileUnlisted,

    /// <summary>It brings a copy of an assembly that it has to share with the host.</summary>
    SharedAssemblyIncluded,

    /// <summary><c>plugin.json</c> and the assembly disagree.</summary>
    ManifestMismatch,

    /// <summary>Another plugin has the same id, or declares a task of the same id; both are refused.</summary>
    Duplicate,

    /// <summary>A task has no trained weights.</summary>
    BundleMissing,

    /// <summary>It was made for another backbone than the host's, or for other weights of it.</summary>
    BackboneMismatch,

    /// <summary>The assembly does not load, or its entry point fails.</summary>
    LoadFailed,

    /// <summary>A task mixes the task of another plugin that is not active; the plugin becomes active once that one is.</summary>
    SourceMissing,

    /// <summary>A bundle does not open, or its weights do not fit the task.</summary>
    BundleRejected,

    /// <summary>A task does not compute: it throws, or answers with the wrong shape or with numbers that are not finite.</summary>
    SelfTestFailed,
}
