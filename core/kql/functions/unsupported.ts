/** Functions of Kusto that this engine does not have, so that it can say so; by what they are about. */
export const unsupportedFunctions: readonly { readonly about: string; readonly names: readonly string[] }[] = [
  {
    about: 'Geometry on the Earth',
    names: (
      'geo_info_from_ip_address geo_intersection_2lines geo_intersection_2polygons geo_intersection_line_with_polygon ' +
      'geo_line_buffer geo_line_densify geo_line_simplify geo_line_to_s2cells geo_point_buffer geo_polygon_buffer ' +
      'geo_polygon_densify geo_polygon_simplify geo_polygon_to_s2cells geo_simplify_polygons_array ' +
      'geo_union_lines_array geo_union_polygons_array'
    ).split(' '),
  },
  {
    about: 'Analysis of series',
    names: (
      'series_decompose_anomalies series_fit_2lines series_fit_2lines_dynamic series_outliers series_periods_detect ' +
      'series_periods_validate'
    ).split(' '),
  },
  {
    about: 'Checks of sketches',
    names: ['tdigest_isvalid', 'hll_isvalid'],
  },
  {
    about: 'Graphs',
    names: ['graph', 'node_id', 'node_degree_in', 'node_degree_out', 'labels'],
  },
  {
    about: 'Clusters, databases and their storage',
    names: (
      'cluster database external_table materialized_view entity_group stored_query_result current_database ' +
      'current_principal current_principal_details current_principal_is_member_of current_node_id extent_id extentid ' +
      'extent_tags row_id cursor_after cursor_before_or_at cursor_current current_cursor rowstore_ordinal_range ' +
      'estimate_data_size'
    ).split(' '),
  },
  {
    about: 'Others',
    names: ['hash_combine', 'hash_many', 'parse_user_agent', 'passthrough', 'row_rank'],
  },
];

const names: ReadonlySet<string> = new Set(unsupportedFunctions.flatMap((group) => group.names));

/** True for a function of Kusto that is missing here. */
export const isUnsupportedFunction = (name: string): boolean => names.has(name);
