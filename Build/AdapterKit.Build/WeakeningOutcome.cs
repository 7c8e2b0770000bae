namespace AdapterKit.Build;

/// <summary>The result of <see cref="SymbolVersions.Weaken"/>: success, nothing to do, or the reason for a refusal.</summary>
public enum WeakeningOutcome
{
    /// <summary>The flag was set.</summary>
    Weakened,

    /// <summary>The flag was already set; no byte changed.</summary>
    AlreadyWeak,

    /// <summary>The file has no ELF header.</summary>
    NotElf,

    /// <summary>An ELF file, but not a 64-bit little-endian one for x86-64.</summary>
    OtherMachine,

    /// <summary>A table or a string lies outside the file or outside its section.</summary>
    Truncated,

    /// <summary>The file requires no symbol versions: it has no <c>.gnu.version_r</c> section.</summary>
    NoVersionNeeds,

    /// <summary>The file requires only other symbol versions.</summary>
    NoSuchVersion,
}
