using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Generators;

/// <summary>Finds the files in which a declaration can mean something else than before.</summary>
/// <remarks>
/// The meaning of a declaration depends on the names in its file, and on the files that declare types of these names, which depend on
/// others in the same way. So an edit concerns the files that mention a type of an edited file, the files that mention a type of those,
/// and so on. It concerns every file if it changes namespaces, global usings or attributes of the assembly, or a type that has the name of
/// one that generated code uses.
/// </remarks>
internal sealed class DeclarationHistory
{
    private readonly ConditionalWeakTable<SyntaxTree, FileSymbols> files = new();
    private volatile Version? latest;

    /// <summary>Returns the version of the declarations that a compilation has: the latest, or a new one.</summary>
    public Version GetVersion(Compilation compilation, CancellationToken cancellationToken)
    {
        if (latest is { } known && known.IsOf(compilation))
            return known;

        lock (files)
        {
            if (latest is not { } earlier)
                return latest = new Version(1, compilation, new Declarations(compilation), Edit.OfEverything);

            if (earlier.IsOf(compilation))
                return earlier;

            var declarations = new Declarations(compilation);
            var edit = Find(earlier.Declarations, declarations, cancellationToken);
            return latest = new Version(earlier.Number + 1, compilation, declarations, edit);
        }
    }

    private Edit Find(Declarations earlier, Declarations later, CancellationToken cancellationToken)
    {
        if (!later.HaveTheSettingsOf(earlier))
            return Edit.OfEverything;

        var (before, after) = earlier.FindDifferences(later);
        if (before.Count + after.Count == 0)
            return Edit.None;

        var removed = before.Select(Read).ToList();
        var added = after.Select(Read).ToList();
        var changed = removed.Concat(added).ToList();
        var names = new HashSet<string>(changed.SelectMany(file => file.Declared));
        if (changed.Any(file => file.IsGlobal)
            || names.Overlaps(FileSymbols.UsedByGeneratedCode)
            || ChangesNamespaces(later.Files.Except(after).Select(Read), removed, added))
            return Edit.OfEverything;

        return Spread(later, new HashSet<SyntaxTree>(after), names, cancellationToken);
    }

    private Edit Spread(Declarations later, HashSet<SyntaxTree> affected, HashSet<string> names, CancellationToken cancellationToken)
    {
        while (names.Count > 0)
        {
            var next = new HashSet<string>();
            foreach (var file in later.Files.Where(file => !affected.Contains(file)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var symbols = Read(file);
                if (!symbols.Mentions(names))
                    continue;

                // All other files depend on global usings.
                if (symbols.IsGlobal)
                    return Edit.OfEverything;

                affected.Add(file);
                next.UnionWith(symbols.Declared);
            }

            names = next;
        }

        return new Edit(affected);
    }

    private FileSymbols Read(SyntaxTree file) => files.GetValue(file, static one => FileSymbols.Read(one));

    // Whether a namespace comes or goes, which no unchanged file declares.
    private static bool ChangesNamespaces(
        IEnumerable<FileSymbols> unchanged, IEnumerable<FileSymbols> removed, IEnumerable<FileSymbols> added)
    {
        var changed = GetNamespaces(removed);
        changed.SymmetricExceptWith(GetNamespaces(added));
        if (changed.Count > 0)
            changed.ExceptWith(GetNamespaces(unchanged));

        return changed.Count > 0;
    }

    private static HashSet<string> GetNamespaces(IEnumerable<FileSymbols> files) => new(files.SelectMany(file => file.Namespaces));

    /// <summary>The declarations of one compilation, and what distinguishes them from those of the version before.</summary>
    internal sealed class Version(int number, Compilation compilation, Declarations declarations, Edit edit)
    {
        private readonly WeakReference<Compilation> compilation = new(compilation);

        /// <summary>Counts from 1.</summary>
        public int Number { get; } = number;

        /// <summary>The declarations.</summary>
        public Declarations Declarations { get; } = declarations;

        /// <summary>Whether this is the version of a compilation.</summary>
        public bool IsOf(Compilation other) => compilation.TryGetTarget(out var own) && own == other;

        /// <summary>Whether declarations in a file can mean something else than in another version.</summary>
        public bool CanDifferFrom(int version, SyntaxTree file) =>
            version != Number && (version != Number - 1 || edit.CanAffect(file));
    }

    /// <summary>What an edit can affect.</summary>
    internal sealed class Edit(HashSet<SyntaxTree>? files)
    {
        /// <summary>An edit in bodies of members alone.</summary>
        public static readonly Edit None = new([]);

        /// <summary>An edit that can affect every file.</summary>
        public static readonly Edit OfEverything = new(null);

        /// <summary>Whether declarations in a file can mean something else.</summary>
        public bool CanAffect(SyntaxTree file) => files is null || files.Contains(file);
    }
}
