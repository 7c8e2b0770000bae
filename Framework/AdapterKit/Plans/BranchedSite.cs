namespace AdapterKit;

/// <summary>The programs of several branches at one site, each with its share of the batch's rows.</summary>
internal sealed class BranchedSite : SiteProgram
{
    private readonly SiteBranch[] branches;
    private readonly int totalWeight;
    private readonly bool sharesNorm;

    /// <param name="branches">The branches in the order of their rows.</param>
    /// <param name="sharesNorm">Whether all of them apply the same norm in front of the sub-layer or after the sum.</param>
    private BranchedSite(IReadOnlyList<SiteBranch> branches, bool sharesNorm)
    {
        (this.branches, this.sharesNorm) = ([.. branches], sharesNorm);
        totalWeight = branches.Sum(branch => branch.RowWeight);
    }

    /// <summary>The programs, in the order of their rows.</summary>
    public IReadOnlyList<SiteProgram> Programs => [.. branches.Select(branch => branch.Program)];

    /// <summary>Creates the program of a site whose branches follow every change of their weights.</summary>
    /// <param name="branches">The branches in the order of their rows, each a <see cref="StackedSite"/>.</param>
    public static SiteProgram Create(IReadOnlyList<SiteBranch> branches) => Join(MergeBare(branches), ShareNorm(branches));

    /// <summary>
    /// Creates the program of a site for inference: branches of one form become batched products; fusions of the same hidden states share
    /// members.
    /// </summary>
    /// <param name="branches">The branches in the order of their rows, each a <see cref="StackedSite"/>.</param>
    /// <param name="sharesInput">Whether the site's sub-layer has the same output for all branches.</param>
    public static SiteProgram CreateFolded(IReadOnlyList<SiteBranch> branches, bool sharesInput)
    {
        var merged = BatchedSite.MergeAdjacent(MergeBare(branches));
        return Join(sharesInput ? SharedFusions.MergeAdjacent(merged) : merged, ShareNorm(branches));
    }

    public override Tensor Before(Tensor h) => sharesNorm ? branches[0].Program.Before(h) : Run(h, residual: null, tokens: null);

    public override Tensor After(Tensor sublayer, Tensor residual, Tensor? tokens) => Run(sublayer, residual, tokens);

    public override void Dispose()
    {
        foreach (var (program, _) in branches)
            program.Dispose();
    }

    private static SiteProgram Join(IReadOnlyList<SiteBranch> branches, bool sharesNorm) =>
        branches is [var only] ? only.Program : new BranchedSite(branches, sharesNorm);

    private static bool ShareNorm(IReadOnlyList<SiteBranch> branches) =>
        branches.Select(branch => ((StackedSite)branch.Program).Norms.Norm).Distinct().Count() == 1;

    // Adjacent branches that apply the same norms and nothing else run as one.
    private static List<SiteBranch> MergeBare(IReadOnlyList<SiteBranch> branches)
    {
        var merged = new List<SiteBranch>();
        foreach (var branch in branches)
        {
            if (merged is [.., (StackedSite { IsBare: true } last, var weight)]
                && branch.Program is StackedSite { IsBare: true } next
                && last.Norms == next.Norms)
            {
                merged[^1] = new(last, weight + branch.RowWeight);
            }
            else
            {
                merged.Add(branch);
            }
        }

        return merged;
    }

    private static Tensor Concatenate(Tensor[] results)
    {
        var joined = cat(results);
        foreach (var result in results)
            result.Dispose();

        return joined;
    }

    private Tensor Run(Tensor h, Tensor? residual, Tensor? tokens)
    {
        var results = new Tensor[branches.Length];
        var first = 0L;
        foreach (var (index, (program, rowWeight)) in branches.Index())
        {
            var count = h.size(0) * rowWeight / totalWeight;
            using var rows = h.narrow(0, first, count);
            using var a = residual?.narrow(0, first, count);
            using var real = tokens?.narrow(0, first, count);
            results[index] = a is null ? program.Before(rows) : program.After(rows, a, real);
            first += count;
        }

        return Concatenate(results);
    }
}
