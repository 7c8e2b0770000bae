namespace AdapterKit;

/// <summary>The program of one or several branches of a plan at a site.</summary>
/// <param name="Program">The program.</param>
/// <param name="RowWeight">Its share of the rows: as many as a branch of weight 1 has, times this.</param>
internal readonly record struct SiteBranch(SiteProgram Program, int RowWeight);
