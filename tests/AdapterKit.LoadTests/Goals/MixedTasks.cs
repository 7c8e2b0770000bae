namespace AdapterKit.LoadTests;

// Thirty-two tasks that differ in their weights alone, for passes that mix as many.

/// <summary>One of them.</summary>
[TaskAdapter("mixed-1", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed1Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-2", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed2Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-3", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed3Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-4", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed4Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-5", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed5Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-6", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed6Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-7", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed7Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-8", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed8Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-9", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed9Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-10", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed10Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-11", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed11Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-12", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed12Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-13", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed13Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-14", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed14Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-15", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed15Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-16", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed16Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-17", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed17Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-18", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed18Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-19", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed19Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-20", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed20Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-21", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed21Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-22", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed22Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-23", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed23Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-24", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed24Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-25", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed25Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-26", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed26Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-27", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed27Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-28", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed28Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-29", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed29Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-30", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed30Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-31", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed31Task : ClassificationTask<BottleneckAdapter>;

/// <summary>One of them.</summary>
[TaskAdapter("mixed-32", Backbone = ArcticXs.Id), Labels("no", "yes")]
public sealed partial class Mixed32Task : ClassificationTask<BottleneckAdapter>;
