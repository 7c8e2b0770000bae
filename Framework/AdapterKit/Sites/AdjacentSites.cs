namespace AdapterKit;

/// <summary>Branches next to each other at a site that one program can run together.</summary>
internal static class Neighbours
{
    /// <summary>Makes one program of neighbours that have the same form.</summary>
    /// <param name="parts">The branches, each with its share of the rows.</param>
    /// <param name="form">What they must have in common; <see langword="null"/> for one that runs by itself.</param>
    /// <param name="together">Makes one program of several.</param>
    /// <param name="apart">What becomes of one that runs by itself.</param>
    public static IEnumerable<(SiteProgram Program, int Share)> Join<TForm>(
        IReadOnlyList<(SiteProgram Program, int Share)> parts,
        Func<(SiteProgram Program, int Share), TForm?> form,
        Func<IReadOnlyList<StackedSite>, SiteProgram> together,
        Func<SiteProgram, SiteProgram> apart)
        where TForm : class
    {
        for (var first = 0; first < parts.Count;)
        {
            var (program, share) = parts[first];
            var common = form(parts[first]);
            var run = common is null ? 1 : parts.Skip(first).TakeWhile(part => common.Equals(form(part))).Count();
            yield return run == 1
                ? (apart(program), share)
                : (together([.. parts.Skip(first).Take(run).Select(part => (StackedSite)part.Program)]), run * share);
            first += run;
        }
    }
}
