namespace AdapterKit.Hosting;

/// <summary>The state of a plugin or of one of its tasks: found, active, unloaded, or the kind of problem it was refused for.</summary>
public enum PluginState
{
    /// <summary>Found and valid. None of its code has run.</summary>
    Found,

    /// <summary>Loaded, tested and ready.</summary>
    Active,

    /// <summary>Was active and has been unloaded.</summary>
    Unloaded,

    /// <summary>Not a directory, and so no plugin: whatever else lies beside the plugins.</summary>
    NotAPlugin,

    /// <summary>The file <c>plugin.json</c> is missing or cannot be read.</summary>
    ManifestInvalid,

    /// <summary>The directory has more bytes or more files than the host accepts.</summary>
    TooLarge,

    /// <summary>The host accepts listed plugins only, and this one is not on the list.</summary>
    NotAllowed,

    /// <summary>Compiled against a contract version that this host does not support.</summary>
    ContractIncompatible,

    /// <summary>Compiled against a TorchSharp version other than the host's.</summary>
    TorchSharpIncompatible,

    /// <summary>A path is a link, or leads out of the plugin's directory.</summary>
    PathUnsafe,

    /// <summary>A file is missing, or its content differs from what <c>plugin.json</c> pins.</summary>
    FileAltered,

    /// <summary>The directory contains a file that <c>plugin.json</c> does not list.</summary>
    FileUnlisted,

    /// <summary>The plugin includes a copy of an assembly that it must share with the host.</summary>
    SharedAssemblyIncluded,

    /// <summary><c>plugin.json</c> and the assembly disagree.</summary>
    ManifestMismatch,

    /// <summary>Another plugin has the same id or declares a task or a backbone with the same id. Both are refused.</summary>
    Duplicate,

    /// <summary>A task has no trained weights.</summary>
    BundleMissing,

    /// <summary>Built for a backbone other than the host's, or for other weights of the same backbone.</summary>
    BackboneMismatch,

    /// <summary>The assembly does not load, or its entry point fails.</summary>
    LoadFailed,

    /// <summary>Its code did not end in time. It may still be running, on a thread that the host no longer waits for.</summary>
    TimedOut,

    /// <summary>A task fuses another one that is not active. It becomes active as soon as that one is.</summary>
    MemberMissing,

    /// <summary>A bundle does not open, or its weights do not fit the task.</summary>
    BundleRejected,

    /// <summary>A task does not compute: it throws, or returns logits of the wrong shape or logits that are not finite.</summary>
    SelfTestFailed,
}
