namespace AdapterKit;

/// <summary>Adjacent branches at a site that one program can run together.</summary>
internal static class AdjacentSites
{
    /// <summary>Merges adjacent branches of the same form into one program.</summary>
    /// <param name="branches">The branches.</param>
    /// <param name="getForm">Returns what merged branches must have in common; <see langword="null"/> for a branch that runs alone.</param>
    /// <param name="merge">Creates one program from several branches.</param>
    public static IReadOnlyList<SiteBranch> Merge<TForm>(
        IReadOnlyList<SiteBranch> branches, Func<SiteBranch, TForm?> getForm, Func<IReadOnlyList<StackedSite>, SiteProgram> merge)
        where TForm : class
    {
        var merged = new List<SiteBranch>();
        for (var first = 0; first < branches.Count;)
        {
            var form = getForm(branches[first]);
            var count = form is null ? 1 : branches.Skip(first).TakeWhile(branch => form.Equals(getForm(branch))).Count();
            merged.Add(count == 1
                ? branches[first]
                : new(
                    merge([.. branches.Skip(first).Take(count).Select(branch => (StackedSite)branch.Program)]),
                    count * branches[first].RowWeight));
            first += count;
        }

        return merged;
    }
}
