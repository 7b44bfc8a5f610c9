import { connectionType } from '../../kernel/graphql/connection-type';
import { Post } from './post';

/** A page of posts. */
export const PostConnection = connectionType(() => Post, 'Post');
