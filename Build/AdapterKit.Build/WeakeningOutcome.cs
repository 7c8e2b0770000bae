namespace AdapterKit.Build;

/// <summary>What came of <see cref="SymbolVersions.Weaken"/>: one success, one nothing-to-do, and the reasons to refuse.</summary>
public enum WeakeningOutcome
{
    /// <summary>The flag was set.</summary>
    Weakened,

    /// <summary>The flag was set before; no byte changed.</summary>
    AlreadyWeak,

    /// <summary>The file does not start as an ELF file does.</summary>
    NotElf,

    /// <summary>An ELF file, but not a 64-bit little-endian one for x86-64.</summary>
    OtherMachine,

    /// <summary>A table or string lies outside the file or outside the section it belongs to.</summary>
    Truncated,

    /// <summary>The file asks for no symbol versions: there is no <c>.gnu.version_r</c> section.</summary>
    NoVersionNeeds,

    /// <summary>The file asks for other symbol versions only.</summary>
    NoSuchVersion,
}
