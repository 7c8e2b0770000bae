namespace AdapterKit.Architecture.Tests.Folders;

/// <summary>The arrows between the folders of one project.</summary>
internal sealed class FolderGraph(IReadOnlyList<FolderArrow> arrows)
{
    public IReadOnlyList<FolderArrow> Arrows => arrows;

    /// <summary>The folders of a cycle, in order; empty if there is none.</summary>
    public IReadOnlyList<string> FindCycle()
    {
        var targets = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To);
        var finished = new HashSet<string>();
        return targets.Select(folder => Visit(folder.Key, [])).FirstOrDefault(cycle => cycle.Count > 0, []);

        IReadOnlyList<string> Visit(string folder, IReadOnlyList<string> path)
        {
            if (path.Index().Where(entry => entry.Item == folder).Select(entry => (int?)entry.Index).FirstOrDefault() is { } start)
                return [.. path.Skip(start)];
            if (finished.Contains(folder))
                return [];

            var cycle = targets[folder].Distinct().Select(next => Visit(next, [.. path, folder])).FirstOrDefault(
                found => found.Count > 0, []);
            finished.Add(folder);
            return cycle;
        }
    }

    /// <summary>The arrows along a cycle, one example for each step.</summary>
    public string Describe(IReadOnlyList<string> cycle) => string.Join(
        "\n", cycle.Zip([.. cycle.Skip(1), cycle[0]], (from, to) => arrows.First(arrow => arrow.From == from && arrow.To == to)));
}
