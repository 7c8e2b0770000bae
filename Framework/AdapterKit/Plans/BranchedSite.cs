namespace AdapterKit;

/// <summary>Several branches of a plan at one site, each with its share of the batch's rows.</summary>
internal sealed class BranchedSite : SiteProgram
{
    private readonly (SiteProgram Program, int Share)[] parts;
    private readonly int shares;
    private readonly bool sharesNorm;
    private readonly bool sharesInput;

    /// <param name="parts">The branches in the order of their rows, each with its share: rows go to it in proportion.</param>
    /// <param name="sharesNorm">Whether all of them use the same norm.</param>
    /// <param name="sharesInput">Whether the sub-layer made the same of all their rows.</param>
    private BranchedSite(IReadOnlyList<(SiteProgram Program, int Share)> parts, bool sharesNorm, bool sharesInput)
    {
        this.parts = [.. parts];
        (this.sharesNorm, this.sharesInput) = (sharesNorm, sharesInput);
        shares = parts.Sum(part => part.Share);
    }

    /// <summary>What runs, in the order of the rows.</summary>
    public IReadOnlyList<SiteProgram> Programs => [.. parts.Select(part => part.Program)];

    /// <summary>One program for branches that do the same at a site, or each its own.</summary>
    /// <param name="branches">The branches in the order of their rows.</param>
    /// <param name="sharesInput">Whether the site's sub-layer makes the same of all their rows.</param>
    public static SiteProgram Of(IReadOnlyList<(StackedSite Program, int Share)> branches, bool sharesInput)
    {
        var parts = new List<(SiteProgram Program, int Share)>();
        foreach (var (program, share) in branches)
        {
            if (parts is [.., (StackedSite last, var sum)] && last.IsBareLike(program))
                parts[^1] = (last, sum + share);
            else
                parts.Add((program, share));
        }

        return parts is [var only]
            ? only.Program
            : new BranchedSite(parts, branches.All(branch => branch.Program.Norm == branches[0].Program.Norm), sharesInput);
    }

    public override Tensor Before(Tensor h) => sharesNorm ? parts[0].Program.Before(h) : Run(h, residual: null);

    public override Tensor After(Tensor sublayer, Tensor residual) => Run(sublayer, residual);

    /// <summary>Neighbours of one form become batched products; fusions of the same hidden states share their members.</summary>
    public override SiteProgram Fold()
    {
        var folded = BatchedSite.Group(parts).ToList();
        if (sharesInput)
            folded = [.. SharedFusions.Group(folded)];

        return folded is [var only] ? only.Program : new BranchedSite(folded, sharesNorm, sharesInput);
    }

    public override void Dispose()
    {
        foreach (var (program, _) in parts)
            program.Dispose();
    }

    private Tensor Run(Tensor h, Tensor? residual)
    {
        var results = new Tensor[parts.Length];
        var first = 0L;
        foreach (var (index, (program, share)) in parts.Index())
        {
            var count = h.size(0) * share / shares;
            using var rows = h.narrow(0, first, count);
            using var a = residual?.narrow(0, first, count);
            results[index] = a is null ? program.Before(rows) : program.After(rows, a);
            first += count;
        }

        return Join(results);
    }

    private static Tensor Join(Tensor[] results)
    {
        var joined = cat(results);
        foreach (var result in results)
            result.Dispose();

        return joined;
    }
}
